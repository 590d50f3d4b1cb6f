/** A clock, a file system and signals that cost nothing. */
import { EventEmitter } from 'node:events';
import type { FileSystem } from '../../src/runtime/files.js';
import type { Clock } from '../../src/runtime/process.js';

/** A clock on which time passes only if somebody lets it. */
export class FastClock implements Clock {
  #now = Date.UTC(2026, 0, 2);
  readonly #timers = new Set<{ readonly at: number; readonly callback: () => void }>();

  now(): number {
    return this.#now;
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    this.advance(ms, signal);
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.#now + ms, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Lets time pass, up to what aborts the signal. */
  advance(ms: number, signal: AbortSignal): void {
    const end = this.#now + ms;
    while (!signal.aborted) {
      const next = [...this.#timers].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
      this.#now = Math.max(this.#now, next?.at ?? end);
      if (!next) return;
      this.#timers.delete(next);
      next.callback();
    }
  }
}

/** Signals that a test sends. */
export class FakeSignals extends EventEmitter {
  exit(): void {
    throw new Error('the action ended the process by itself');
  }
}

/** Files in memory, as far as reporting needs them. */
export class MemoryFiles implements FileSystem {
  readonly texts = new Map<string, string>();

  async append(path: string, parts: Iterable<string>): Promise<void> {
    this.texts.set(path, (this.texts.get(path) ?? '') + [...parts].join(''));
  }

  async writeAtomically(path: string, parts: Iterable<string>): Promise<void> {
    this.texts.set(path, [...parts].join(''));
  }

  async kind(path: string): Promise<'file' | 'missing'> {
    return this.texts.has(path) ? 'file' : 'missing';
  }

  async read(path: string): Promise<string> {
    return this.texts.get(path) ?? '';
  }

  async createTempFolder(parent: string, prefix: string): Promise<string> {
    return `${parent}/${prefix}1`;
  }

  async glob(): Promise<readonly string[]> {
    return [];
  }

  async createFolder(): Promise<void> {}
  async tryFolder(): Promise<void> {}
  async rename(): Promise<void> {}
  async *stream(): AsyncIterable<Uint8Array> {}
  displayPath = (path: string) => path;
  absolutePath = (path: string) => path;
}
