/**
 * Names of the tests of how much and how fast. They hold for the source as it is built: what measures the source makes
 * it slower, and each of them takes as long as hundreds of others.
 */
export const OF_SIZE_AND_TIME =
  /linear time|\d0,000 results|a megabyte|\d Mi?B\b|is waited for|reads a word|large report|of many megabytes/;
