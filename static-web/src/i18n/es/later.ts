import administration from "./administration.json";
import apiAccess from "./apiAccess.json";
import audit from "./audit.json";
import events from "./events.json";
import mail from "./mail.json";
import organizations from "./organizations.json";
import people from "./people.json";
import permissions from "./permissions.json";
import platform from "./platform.json";
import privacy from "./privacy.json";
import profile from "./profile.json";
import teams from "./teams.json";
import tenants from "./tenants.json";
import webhooks from "./webhooks.json";

export default { administration, apiAccess, audit, events, mail, organizations, people, permissions, platform, privacy, profile, teams, tenants, webhooks };
