import administration from "./administration.json";
import tenants from "./tenants.json";
import mail from "./mail.json";
import privacy from "./privacy.json";

export default { administration, tenants, mail, privacy };
