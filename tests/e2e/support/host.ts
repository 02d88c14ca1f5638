import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');

/** The embedded host as a person starts it: the built program on an empty data folder, on a free port of this machine. */
export class Host {
  readonly url: string;
  readonly welcomeLink: string;
  /** Of the demonstration's people; empty where there are none. */
  readonly password: string;

  private constructor(
    private readonly process: ChildProcess,
    readonly folder: string,
    output: string,
  ) {
    this.url = /(http:\/\/(?:127\.0\.0\.1|localhost):\d+)/.exec(output)![1]!;
    this.welcomeLink = /(http\S+\/welcome\?token=\S+)/.exec(output)?.[1] ?? '';
    this.password = /^\s+password\s+(\S+)/m.exec(output)?.[1] ?? '';
  }

  /** With the demonstration's people instead of a one-time link, and an empty catalogue. */
  static demo(): Promise<Host> {
    return Host.start(['--demo', '--Interlink:DemoCatalogue=false'], /citizen@example\.org\s/);
  }

  static async start(more: string[] = [], last = /welcome\?token=\S+\s/): Promise<Host> {
    // INTERLINK_PROGRAM names another build of the host, such as the one with the Azure adapters.
    const program = process.env.INTERLINK_PROGRAM ?? join(root, 'functions/Interlink.Local/bin/Release/net10.0/Interlink.Local.dll');
    if (!existsSync(program)) {
      throw new Error(`Build the solution in Release first: ${program} is missing.`);
    }

    const folder = mkdtempSync(join(tmpdir(), 'interlink-e2e-'));
    const child = spawn('dotnet', [program, '--urls', 'http://127.0.0.1:0', '--data', folder, ...more], { cwd: folder });
    let output = '';
    const ready = new Promise<string>((done, fail) => {
      const read = (chunk: Buffer) => {
        output += chunk.toString();
        if (last.test(output) && /http:\/\/(127\.0\.0\.1|localhost):[1-9]\d*/.test(output)) {
          done(output);
        }
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.on('exit', (code) => fail(new Error(`The host ended with ${code}:\n${output}`)));
      setTimeout(() => fail(new Error(`The host did not start:\n${output}`)), 90_000).unref();
    });
    return new Host(child, folder, await ready);
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const exited = new Promise((done) => this.process.once('exit', done));
      this.process.kill('SIGTERM');
      await exited;
    }

    rmSync(this.folder, { recursive: true, force: true });
  }
}
