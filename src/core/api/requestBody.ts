/** How the server spells the two questions; never both selectors in one (status-api, "Request"). */
export const requestBody = {
  label: (label: string, start: number, limit: number) => ({ job_labels: [label], start, limit }),
  /** Whether `limit` counts jobs or results is not documented (status-api, rule 3): the most is asked for. */
  job: (id: string) => ({ job_id: id, limit: 100 }),
};
