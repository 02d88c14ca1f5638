import administration from "./administration.json";
import mail from "./mail.json";

export default { administration, mail };
