import type { Disposable } from '../../core/event';
import { copyJobLink } from '../commands/copyJobLink';
import { copyRequest } from '../commands/copyRequest';
import { exportJobs } from '../commands/exportJobs';
import { StatusQuery } from '../commands/queryStatus';
import { saveImages } from '../commands/saveImages';
import { handOffIds } from '../contributions';
import type { HandOffTable } from '../registerCommands';
import type { Services } from '../services';

/**
 * What the commands do by which jobs leave the view.
 *
 * @param own takes what has to end with the extension
 */
export function handOffTable(services: Services, own: (service: Disposable) => void): HandOffTable {
  const query = new StatusQuery(services);
  own(query);
  return {
    [handOffIds.copyRequest]: (...menu) => copyRequest(services, ...menu),
    [handOffIds.queryStatus]: () => query.run(),
    [handOffIds.exportJobs]: (...menu) => exportJobs(services, ...menu),
    [handOffIds.saveImages]: (...menu) => saveImages(services, ...menu),
    // From the title of the view VS Code hands over the focused row, which is not meant.
    [handOffIds.exportShown]: () => exportJobs(services),
    [handOffIds.saveShownImages]: () => saveImages(services),
    [handOffIds.copyJobLink]: (...menu) => copyJobLink(services, ...menu),
  };
}
