/**
 * How a step talks to the runner: workflow commands on standard output, and the files that GITHUB_OUTPUT and
 * GITHUB_STEP_SUMMARY name.
 */
import type { FileSystem } from './files.js';

/** The levels of an annotation. */
export type AnnotationLevel = 'error' | 'warning' | 'notice';

/** Where an annotation points, and what it is called. */
export interface AnnotationProperties {
  readonly title: string;
  readonly file?: string;
  readonly line?: number;
  readonly col?: number;
}

/** The environment variables of the process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** How to reach the runner. */
export interface RunnerOptions {
  readonly env: Environment;
  readonly stdout: (text: string) => void;
  readonly files: Pick<FileSystem, 'append'>;
  /** From 0 to below 1. */
  readonly random: () => number;
}

/**
 * The runner. Messages must already be redacted and on one line: only the syntax of commands is escaped here.
 */
export class Runner {
  readonly #options: RunnerOptions;

  constructor(options: RunnerOptions) {
    this.#options = options;
  }

  /** A line of the log. */
  info(line: string): void {
    this.#options.stdout(`${line}\n`);
  }

  /** A line that is shown only if debug logging is on. */
  debug(line: string): void {
    this.#command('debug', {}, line);
  }

  /** Opens a group: the lines up to {@link Runner.endGroup} can be folded. */
  startGroup(title: string): void {
    this.#command('group', {}, title);
  }

  /** Closes the group. */
  endGroup(): void {
    this.#command('endgroup', {}, '');
  }

  /** An annotation. */
  annotate(level: AnnotationLevel, message: string, properties: AnnotationProperties): void {
    this.#command(level, { ...properties }, message);
  }

  /** Makes the runner mask a text of one line in everything that it shows from now on. */
  mask(secret: string): void {
    this.#command('add-mask', {}, secret);
  }

  /**
   * Sets outputs, in order. Runners before 2.297 support only the command on standard output.
   *
   * @throws what writing throws
   */
  async setOutputs(outputs: Readonly<Record<string, string>>): Promise<void> {
    const path = this.#options.env['GITHUB_OUTPUT'];
    const entries = Object.entries(outputs);
    if (path)
      await this.#options.files.append(
        path,
        entries.flatMap((entry) => this.#assignment(entry)),
      );
    else for (const [name, value] of entries) this.#command('set-output', { name }, value);
  }

  /** Whether there is a job summary; outside a runner there is none. */
  get hasSummary(): boolean {
    return Boolean(this.#options.env['GITHUB_STEP_SUMMARY']);
  }

  /**
   * Adds to the job summary, if there is one.
   *
   * @throws what writing throws
   */
  async addSummary(markdown: string): Promise<void> {
    const path = this.#options.env['GITHUB_STEP_SUMMARY'];
    if (path) await this.#options.files.append(path, [markdown]);
  }

  /** The parts of an output in the syntax of GITHUB_OUTPUT; the delimiter is one that the value does not contain. */
  #assignment([name, value]: readonly [string, string]): string[] {
    let delimiter: string;
    do delimiter = `ghadelimiter_${this.#options.random().toString(36).slice(2)}`;
    while (value.includes(delimiter));
    return [`${name}<<${delimiter}\n`, value, `\n${delimiter}\n`];
  }

  #command(name: string, properties: Readonly<Record<string, string | number>>, data: string): void {
    const given = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
    this.info(`::${name}${given.length > 0 ? ` ${given.join(',')}` : ''}::${escapeData(data)}`);
  }
}

function escapeData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
