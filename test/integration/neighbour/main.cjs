// Another extension: what it knows of Banner Jobs is what the README says of its API.
'use strict';
const vscode = require('vscode');

/** @returns {Promise<any>} what `activate()` gave; a test host gets the services beside it, which nobody else does */
async function bannerJobs() {
  const exported = await vscode.extensions.getExtension('banner-jobs.banner-jobs')?.activate();
  return exported?.api ?? exported;
}

exports.activate = async () => {
  const api = await bannerJobs();
  let changes = 0;
  api.onDidChangeJobs(() => changes++);
  return {
    version: () => api.version,
    names: () => Object.keys(api).sort(),
    changes: () => changes,
    jobs: () => api.jobs(),
    open: (/** @type {string} */ id) => api.openJob(id),
    /** Whether it could change what others get. */
    deface: () => {
      try {
        api.jobs = () => [];
        return true;
      } catch {
        return false;
      }
    },
  };
};
