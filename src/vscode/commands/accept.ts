import { readLabels } from '../../core/jobs/labelInput';

/** A row of "Track Labels…": a reading of what was typed, by its place among the readings, or a label that was seen. */
export interface LabelsChoice {
  readonly reading?: number;
  readonly labels?: readonly string[];
}

/**
 * The labels that Enter means. Who types fast presses it while the rows are still those of an older text,
 * so a reading is read anew from the text, and a seen label that no longer matches gives way to the first reading.
 */
export function labelsMeant(chosen: LabelsChoice | undefined, value: string): readonly string[] | undefined {
  const readings = readLabels(value);
  const text = value.trim().toLowerCase();
  if (chosen?.reading === undefined && chosen?.labels?.some((label) => label.toLowerCase().includes(text)))
    return chosen.labels;
  return readings[chosen?.reading ?? 0] ?? readings[0];
}

/** A row of a choice of jobs; one without an id only tells something about the text it was made for. */
export interface JobChoice {
  readonly jobId?: string;
  readonly madeFor: string;
}

/** The job that Enter means: the chosen one while it has the text in its id, else the first that has. */
export function jobMeant(
  chosen: JobChoice | undefined,
  value: string,
  first: () => string | undefined,
): string | undefined {
  if (chosen?.madeFor === value) return chosen.jobId;
  return chosen?.jobId?.toLowerCase().includes(value.trim().toLowerCase()) ? chosen.jobId : first();
}
