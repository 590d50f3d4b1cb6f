/** Whether a run has ended, by its status. */

/** The phase of a run; `unknown` if Testsigma gave no status. */
type RunPhase = 'in-progress' | 'ended' | 'unknown';

/** Statuses of a run that will still write results, and so overwrite an override. */
const IN_PROGRESS = ['STATUS_CREATED', 'STATUS_QUEUED', 'STATUS_PRE_FLIGHT', 'STATUS_IN_PROGRESS'];

/**
 * The phase that a status means; one that is not known means that the run has ended.
 *
 * @param status empty if Testsigma gave none
 */
export function phaseOf(status: string): RunPhase {
  if (status === '') return 'unknown';
  return IN_PROGRESS.includes(status) ? 'in-progress' : 'ended';
}
