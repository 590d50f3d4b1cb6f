/** A process that plays tasks as it gets them. */
import { playAll, type Task } from './enumerate.js';

process.on('message', async (task: Task) => {
  process.send?.(await playAll(task));
});
