/** What the status of a run says: whether it has ended. */

/** `unknown`: Testsigma gave no status. */
export type RunPhase = 'in-progress' | 'ended' | 'unknown';

/** Statuses of a run that will still write results, and so overwrite an override. */
const IN_PROGRESS = ['STATUS_CREATED', 'STATUS_QUEUED', 'STATUS_PRE_FLIGHT', 'STATUS_IN_PROGRESS'];

/** What a status says; a word that is not known means that the run has ended. @param status empty if there is none */
export function phaseOf(status: string): RunPhase {
  if (status === '') return 'unknown';
  return IN_PROGRESS.includes(status) ? 'in-progress' : 'ended';
}
