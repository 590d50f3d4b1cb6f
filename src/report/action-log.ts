/** The step's log and its annotations. Every text goes through here on its way out, redacted and on one line. */
import { type Diagnostic, type Diagnostics, formatDiagnostic } from '../model/diagnostic.js';
import type { AnnotationLevel, Runner } from '../runtime/workflow-commands.js';
import { oneLine, shortLine } from '../text/escape.js';
import { defined } from '../text/fields.js';
import { firstLines, pluralize } from '../text/format.js';
import type { Redactor } from '../text/redact.js';

/** GitHub shows 10 annotations of a level for a step; one is kept for the closing line. */
const MAX_ANNOTATIONS = 9;
/** The runner cuts a message at 4,096 characters. */
const MAX_MESSAGE_LENGTH = 4_000;

/** The log of the step. */
export class ActionLog {
  readonly #runner: Runner;
  readonly #redact: Redactor;
  readonly #shown: Record<AnnotationLevel, number> = { error: 0, warning: 0, notice: 0 };

  /** How many of the collected diagnostics were annotated. */
  #annotated = { warnings: 0, notices: 0 };

  /** @param redact hides secrets in every text */
  constructor(runner: Runner, redact: Redactor) {
    this.#runner = runner;
    this.#redact = redact;
  }

  /** A line of the log. */
  line(text: string): void {
    this.#runner.info(this.#clean(text));
  }

  /** A line that is shown only if debug logging is on. */
  debug(text: string): void {
    this.#runner.debug(this.#clean(text));
  }

  /** Lines under a title that are folded; a single line follows its title, and nothing is written for none. */
  group(title: string, lines: readonly string[]): void {
    const [only] = lines;
    if (lines.length === 1) this.line(`${title}: ${only}`);
    if (lines.length < 2) return;
    this.#runner.startGroup(this.#clean(title));
    for (const line of lines) this.line(`  ${line}`);
    this.#runner.endGroup();
  }

  /** Lines under a title that are visible without opening anything. */
  list(title: string, lines: readonly string[]): void {
    this.line(title);
    for (const line of lines) this.line(`  ${line}`);
  }

  /** A document, complete and visible. Its lines must be short enough for every runner. */
  document(title: string, text: string): void {
    this.line(title);
    for (const line of text.split('\n')) this.#runner.info(`  ${oneLine(this.#redact(line))}`);
  }

  /** The one annotation that says how the step ended. */
  annotateSummary(level: AnnotationLevel, text: string): void {
    this.#runner.annotate(level, this.#clean(text), { title: 'Testsigma override' });
  }

  /** An annotation for each diagnostic, at its location; those beyond GitHub's limit are listed in the log. */
  annotate(level: AnnotationLevel, diagnostics: readonly Diagnostic[]): void {
    const remaining = MAX_ANNOTATIONS - this.#shown[level];
    const shown =
      diagnostics.length > remaining ? diagnostics.slice(0, Math.max(0, remaining - 1)) : diagnostics;
    for (const diagnostic of shown) this.#annotate(level, diagnostic);
    this.#shown[level] += shown.length;
    const rest = diagnostics.slice(shown.length);
    if (rest.length > 0) this.#rollUp(level, rest);
  }

  /** Annotates the warnings and notices that are new since the last call; problems are reported at the end. */
  annotateNew({ warnings, notices }: Diagnostics): void {
    this.annotate('warning', warnings.slice(this.#annotated.warnings));
    this.annotate('notice', notices.slice(this.#annotated.notices));
    this.#annotated = { warnings: warnings.length, notices: notices.length };
  }

  #rollUp(level: AnnotationLevel, rest: readonly Diagnostic[]): void {
    if (this.#shown[level] < MAX_ANNOTATIONS) {
      const message = `${pluralize(rest.length, 'more message')} of this kind: see the log of this step`;
      this.#runner.annotate(level, message, { title: 'Testsigma override' });
      this.#shown[level] += 1;
    }
    const title = `${pluralize(rest.length, 'more message')} (${level}):`;
    this.list(title, firstLines(rest, MAX_LOGGED, formatDiagnostic));
  }

  #annotate(level: AnnotationLevel, diagnostic: Diagnostic): void {
    const { input, file, line, column } = diagnostic.location;
    const position = file === undefined ? {} : defined({ file: this.#clean(file), line, col: column });
    // GitHub's log shows an annotation's message without its location.
    const message = this.#clean(formatDiagnostic(diagnostic));
    this.#runner.annotate(level, message, { title: `Testsigma override: ${input}`, ...position });
  }

  /** A line must not begin with a command either, whatever it begins with. */
  #clean(text: string): string {
    const line = shortLine(this.#redact(text), MAX_MESSAGE_LENGTH);
    return /^\s*::/.test(line) ? `\\${line.trimStart()}` : line;
  }
}

/** The most messages of one kind that the log lists. */
const MAX_LOGGED = 200;
