/** The comment on a pull request: the job summary's page within a comment's limit, and the marker that finds it again. */
import type { Report } from '../report/report.js';

/** GitHub takes 65,536 characters; bytes are never fewer. */
const MAX_BYTES = 65_536;
/** The longest name in the marker, in UTF-16 units: more than files and URLs have. */
const MAX_NAME_LENGTH = 500;

/** What makes a comment the one of a job about a run. */
export interface CommentKey {
  /** The workflow's file, or its name. */
  readonly workflow: string;
  /** The job's ID in the workflow. */
  readonly job: string;
  /** The step's ID in the job: two steps of one job have a comment each. */
  readonly step: string;
  /** The URL of the Testsigma run. */
  readonly run: string;
}

/** The hidden line that a comment begins with, by which it is found again: the same for the same key. */
export function markerOf({ workflow, job, step, run }: CommentKey): string {
  return `<!-- testsigma-override-action workflow=${word(workflow)} job=${word(job)} step=${word(step)} run=${word(run)} -->`;
}

/** Letters, digits and what does not end an HTML comment. */
function word(text: string): string {
  return encodeURIComponent(text.slice(0, MAX_NAME_LENGTH).toWellFormed()).replaceAll('-', '%2D');
}

/**
 * The comment as Markdown, the marker at its start; never longer than GitHub takes.
 *
 * @param renderPage renders the summary's page in at most so many bytes
 */
export function renderPullRequestComment(
  report: Report,
  marker: string,
  renderPage: (maxBytes: number) => string,
): string {
  const end = origin(report);
  const page = renderPage(MAX_BYTES - Buffer.byteLength(`${marker}\n\n${end}\n`));
  return `${marker}\n${page}\n${end}\n`;
}

/** When it ended, and where everything else is. */
function origin({ workflowRun, finishedAt }: Report): string {
  const when = `${new Date(finishedAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const link = workflowRun === '' ? '' : ` · [workflow run](${workflowRun})`;
  return `<sub>${when}${link}</sub>`;
}
