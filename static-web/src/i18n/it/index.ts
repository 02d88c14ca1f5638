import account from "./account.json";
import assets from "./assets.json";
import catalogue from "./catalogue.json";
import errors from "./errors.json";
import guide from "./guide.json";
import imports from "./imports.json";
import operations from "./operations.json";
import processes from "./processes.json";
import shell from "./shell.json";

export default { account, assets, catalogue, errors, guide, imports, operations, processes, shell };
