import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "./project.mjs";

/** A folder with stand-ins for azd and the Azure CLI, each a script; what they were asked stands in `calls`. */
export class Tools {
  folder = mkdtempSync(join(tmpdir(), "interlink-"));

  constructor(scripts = {}) {
    for (const [name, body] of Object.entries(scripts)) {
      const path = join(this.folder, name);
      writeFileSync(path, `#!/bin/sh\necho "${name} $*" >> "${this.folder}/calls"\n${body}\n`);
      chmodSync(path, 0o755);
    }
  }

  get calls() {
    try {
      return readFileSync(join(this.folder, "calls"), "utf8").trim().split("\n");
    } catch (fault) {
      if (fault.code !== "ENOENT") throw fault;
      return [];
    }
  }

  file(name, content) {
    const path = join(this.folder, name);
    writeFileSync(path, content);
    return path;
  }

  /** Starts a script of the project; only what is given here is in its environment. */
  start(script, parameters = [], env = {}) {
    const path = [this.folder, dirname(process.execPath), "/usr/bin", "/bin"].join(":");
    const child = spawn(process.execPath, [join(root, "infra/scripts", script), ...parameters], { cwd: root, env: { PATH: path, INTERLINK_RETRY_BASE_MS: "2", ...env } });
    const told = { out: "", err: "" };
    child.stdout.on("data", (data) => (told.out += data));
    child.stderr.on("data", (data) => (told.err += data));
    const done = new Promise((resolve) => child.on("close", (code) => resolve({ code, ...told })));
    return { child, done };
  }

  run(script, parameters, env) {
    return this.start(script, parameters, env).done;
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
