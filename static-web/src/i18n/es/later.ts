import administration from "./administration.json";

export default { administration };
