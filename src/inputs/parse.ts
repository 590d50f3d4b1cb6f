/** The text of an input → a flag, a choice, a number. */
import type { Diagnostics } from '../model/diagnostic.js';
import { quote } from '../text/format.js';

/** Gives an input's text as the runner passes it, empty if it is not given. */
export type GetInput = (name: string) => string;

/** The runner's variable for an input: in upper case, spaces become underscores, dashes stay. */
export function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}

/** Reads inputs. An invalid one becomes a problem, and its default is used instead. */
export class InputReader {
  readonly #getInput: GetInput;
  readonly #diagnostics: Diagnostics;
  readonly #invalid = new Set<string>();

  constructor(getInput: GetInput, diagnostics: Diagnostics) {
    this.#getInput = getInput;
    this.#diagnostics = diagnostics;
  }

  /** The text as given. */
  raw(name: string): string {
    return this.#getInput(name);
  }

  /** The text without white space around it. */
  text(name: string): string {
    return this.#getInput(name).trim();
  }

  /** Adds a problem with an input. */
  problem(name: string, message: string): void {
    this.#invalid.add(name);
    this.#diagnostics.problem({ input: name }, message);
  }

  /** Adds a notice about an input. */
  notice(name: string, message: string): void {
    this.#diagnostics.notice({ input: name }, message);
  }

  /** Whether one of these inputs has a problem. */
  isInvalid(...names: readonly string[]): boolean {
    return names.some((name) => this.#invalid.has(name));
  }

  /** `true` or `false`, in lower case, capitalized or in upper case: the booleans of YAML 1.2. */
  flag(name: string, byDefault: boolean): boolean {
    const text = this.text(name);
    if (text === '') return byDefault;
    if (['true', 'True', 'TRUE'].includes(text)) return true;
    if (['false', 'False', 'FALSE'].includes(text)) return false;
    this.#invalidValue(name, 'write true or false');
    return byDefault;
  }

  /** One of several words, in any case; the first one by default. */
  choice<Choice extends string>(name: string, choices: readonly [Choice, ...Choice[]]): Choice {
    const text = this.text(name).toLowerCase();
    const choice = text === '' ? choices[0] : choices.find((one) => one === text);
    if (!choice) this.#invalidValue(name, `use one of: ${choices.join(', ')}`);
    return choice ?? choices[0];
  }

  /** A whole number from `min` to `max`. */
  number(name: string, byDefault: number, min: number, max: number): number {
    const text = this.text(name);
    if (text === '') return byDefault;
    const number = /^[0-9]{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= min && number <= max) return number;
    this.#invalidValue(name, `write a whole number from ${min} to ${max}`);
    return byDefault;
  }

  #invalidValue(name: string, advice: string): void {
    this.problem(name, `${quote(this.text(name))} is not a value of ${name}; ${advice}`);
  }
}
