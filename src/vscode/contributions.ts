/** Every id that package.json spells too; a unit test compares the two. */

export const viewId = 'bannerJobs.jobs';
export const viewContainerId = 'bannerJobs';
export const viewerType = 'bannerJobs.viewer';
export const sheetType = 'bannerJobs.sheet';

/** The commands that the code of a start names: apart, so that it does not carry the others. */
export const signInId = 'bannerJobs.signIn';
export const openImagesId = 'bannerJobs.openImages';

/** Commands, by what they do. */
export const commandIds = {
  signIn: signInId,
  signOut: 'bannerJobs.signOut',
  selectProfile: 'bannerJobs.selectProfile',
  trySampleJobs: 'bannerJobs.trySampleJobs',
  trackLabels: 'bannerJobs.trackLabels',
  trackJob: 'bannerJobs.trackJob',
  untrack: 'bannerJobs.untrack',
  hideHere: 'bannerJobs.hideHere',
  showHidden: 'bannerJobs.showHidden',
  shareWithWorkspace: 'bannerJobs.shareWithWorkspace',
  refresh: 'bannerJobs.refresh',
  refreshItem: 'bannerJobs.refreshItem',
  cancelRefresh: 'bannerJobs.cancelRefresh',
  filter: 'bannerJobs.filter',
  clearFilter: 'bannerJobs.clearFilter',
  goToJob: 'bannerJobs.goToJob',
  openImages: openImagesId,
  openToSide: 'bannerJobs.openToSide',
  copyCrop: 'bannerJobs.copyCrop',
  saveImage: 'bannerJobs.saveImage',
  copyLink: 'bannerJobs.copyLink',
  chooseSource: 'bannerJobs.chooseSource',
  pinViewer: 'bannerJobs.pinViewer',
  openSheet: 'bannerJobs.openSheet',
  openAsSheet: 'bannerJobs.openAsSheet',
  checkAllCrops: 'bannerJobs.checkAllCrops',
  clearImageCache: 'bannerJobs.clearImageCache',
  copyJobId: 'bannerJobs.copyJobId',
  copyLabel: 'bannerJobs.copyLabel',
  openBilling: 'bannerJobs.openBilling',
  showLog: 'bannerJobs.showLog',
  openSettings: 'bannerJobs.openSettings',
  sortBy: 'bannerJobs.sortBy',
  groupByLabel: 'bannerJobs.groupByLabel',
  groupByStatus: 'bannerJobs.groupByStatus',
  showFailed: 'bannerJobs.showFailed',
  copyFailedIds: 'bannerJobs.copyFailedIds',
  untrackFinished: 'bannerJobs.untrackFinished',
  trackFound: 'bannerJobs.trackFound',
  clearSavedJobs: 'bannerJobs.clearSavedJobs',
  clearAllData: 'bannerJobs.clearAllData',
  whyPolling: 'bannerJobs.whyPolling',
} as const;
export type CommandId = (typeof commandIds)[keyof typeof commandIds];

/** Commands by which jobs leave the view; their code is a chunk of its own. */
export const handOffIds = {
  copyRequest: 'bannerJobs.copyRequest',
  queryStatus: 'bannerJobs.queryStatus',
  exportJobs: 'bannerJobs.exportJobs',
  saveImages: 'bannerJobs.saveImages',
  exportShown: 'bannerJobs.exportShown',
  saveShownImages: 'bannerJobs.saveShownImages',
  copyJobLink: 'bannerJobs.copyJobLink',
} as const;
export type HandOffId = (typeof handOffIds)[keyof typeof handOffIds];

/** Tools that language models may call. */
export const toolIds = {
  listJobs: 'bannerJobs_listJobs',
  getJob: 'bannerJobs_getJob',
  waitForLabel: 'bannerJobs_waitForLabel',
} as const;
export type ToolId = (typeof toolIds)[keyof typeof toolIds];

/** Context keys that `when` clauses read. */
export const contextKeys = {
  /** Why the view has no rows: see `EmptyReason`; empty while there are rows. */
  empty: 'bannerJobs.empty',
  /** True while anything is tracked. */
  tracking: 'bannerJobs.tracking',
  /** True while a filter hides something or could. */
  filtered: 'bannerJobs.filtered',
  /** True while a refresh that the user asked for is under way. */
  refreshing: 'bannerJobs.refreshing',
  /** True while there is a key that can be forgotten. */
  hasKey: 'bannerJobs.hasKey',
  /** True while the profile in use needs a key and has none, or one that was refused. */
  signedOut: 'bannerJobs.signedOut',
  /** True while the sample jobs are in use; its absence allows, so that nothing is disabled before the start is over. */
  needsNoKey: 'bannerJobs.needsNoKey',
  /** `label` or `status`: what the rows at the top are. */
  groupBy: 'bannerJobs.groupBy',
} as const;

/** Settings, without their values: every default stands in package.json. */
export const settingIds = {
  profile: 'bannerJobs.profile',
  profiles: 'bannerJobs.profiles',
  labels: 'bannerJobs.labels',
  details: 'bannerJobs.details',
  earlierAfterDays: 'bannerJobs.earlierAfterDays',
  sourcePattern: 'bannerJobs.sourcePattern',
  imageCache: 'bannerJobs.imageCache.megabytes',
  networkTransport: 'bannerJobs.network.transport',
  pollingEnabled: 'bannerJobs.polling.enabled',
  pollingQuickest: 'bannerJobs.polling.quickest',
  pollingSlowest: 'bannerJobs.polling.slowest',
  pollingHidden: 'bannerJobs.polling.hiddenMinutes',
  codeLens: 'bannerJobs.codeLens.enabled',
} as const;

/** The settings of the notice board: apart, so that the code of a start does not carry them. */
export const noticeSettingIds = {
  notifications: 'bannerJobs.notifications',
  stuckAfterMinutes: 'bannerJobs.stuckAfterMinutes',
  statusBar: 'bannerJobs.statusBar',
} as const;

/** `viewItem` values of rows: menus match them by these words. */
export const rowKinds = {
  ownLabel: 'label.own',
  sharedLabel: 'label.workspace',
  singles: 'singles',
  job: 'job',
  jobFailed: 'job.failed',
  jobDone: 'job.viewable',
  single: 'single',
  singleFailed: 'single.failed',
  singleDone: 'single.viewable',
  result: 'result',
  foundLabel: 'found.label',
  failure: 'failure',
  note: 'note',
} as const;
