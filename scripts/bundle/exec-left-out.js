/**
 * Stands in for `@actions/exec` in the bundle (tsconfig.json beside it): `@actions/core` uses it only to describe the
 * operating system, which this action never asks for, and it starts no other program either.
 */

/** @returns {never} */
export const getExecOutput = () => {
  throw new Error('This bundle leaves out @actions/exec: nothing in it starts other programs');
};
