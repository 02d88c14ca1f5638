import { spawnSync } from "node:child_process";

/** Runs a program that the person has installed, such as azd, and gives what it printed.
 *  @returns {{ found: boolean, ok: boolean, text: string, fault: string }} `found` is false when there is no such program. */
export function run(program, parameters) {
  const done = spawnSync(program, parameters, { encoding: "utf8", shell: process.platform === "win32" && program === "az", timeout: 120_000 });
  return {
    found: done.error?.code !== "ENOENT",
    ok: done.status === 0,
    text: done.stdout ?? "",
    fault: (done.stderr || done.error?.message || "").trim(),
  };
}
