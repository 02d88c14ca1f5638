/** Something that a person has to mend: told as one sentence and a remedy, without a stack trace. */
export class Refusal extends Error {
  /** @param {string} message what is wrong
   *  @param {string} remedy what to do about it */
  constructor(message, remedy) {
    super(message);
    this.remedy = remedy;
  }
}

/** Runs a script's work and ends the process: 0 done, 1 refused or failed in part. */
export async function end(work) {
  try {
    process.exitCode = await work();
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    console.error(`✗ ${fault.message}\n  → ${fault.remedy}`);
    process.exitCode = 1;
  }
}
