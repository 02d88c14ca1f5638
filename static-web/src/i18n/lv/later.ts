import administration from "./administration.json";
import mail from "./mail.json";
import privacy from "./privacy.json";

export default { administration, mail, privacy };
