/** Preloaded by benchmarks (`node --import`): writes the process's peak memory, in kB, to `PEAK_FILE` when it ends. */
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { PEAK_FILE } = process.env;
  if (PEAK_FILE) writeFileSync(PEAK_FILE, String(process.resourceUsage().maxRSS));
});
