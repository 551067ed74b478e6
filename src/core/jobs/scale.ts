// How many are many: what is looked at in one go, and what in steps. Tests of the steps have these much smaller.

/** The most rows under one node; what is beyond comes in pages of so many. */
export const pageSize = 2000;

/** So many pages stand beside each other; those after them stand below one more row. */
export const pagesAtOnce = 3;

/** Fewer jobs are laid out at once: that takes a few ms. */
export const fewJobs = 5000;

/** So many rows are too many to be put in order when they are opened. */
export const manyRows = 25_000;

/** As many rows as a screen shows, but the tallest: of those below a row that is opened, so many are read first. */
export const firstRows = 64;

/**
 * VS Code is told to read no more rows at once than these, those below the row with the most of them counted twice: it takes
 * in the last it reads, some 8 ms for each 1,000, in the same turn of the event loop as it writes all, some 4 ms for each
 * 1,000. So it reads one page with the few rows about it, or more labels that have few.
 */
export const rowsAtOnce = 2 * (pageSize + 16);

/** So many rows are named at once, when VS Code is told of them: it compares each with all of them, and with all beside it; 500 on pages take it some 40 ms. */
export const namedAtOnce = 300;

/** So many rows are kept without a look at what became of their jobs. */
export const manyKnown = 8192;

/** So many jobs, or rows, are looked at in one step. */
export const jobsPerStep = 1000;
