import * as vscode from 'vscode';
import type { Services } from '../services';
import { copy } from './viewCommands';
import { pickJob, targetNodes, type FromMenu } from './targets';

/** "Copy Link to Job": a link that shows the job in the editor of whoever opens it, once they say yes. It holds no key. */
export async function copyJobLink(services: Services, ...menu: FromMenu): Promise<void> {
  const ids = targetNodes(services, menu).flatMap((node) =>
    node.kind === 'job' || node.kind === 'result' ? [node.jobId] : [],
  );
  const jobIds = ids.length > 0 ? [...new Set(ids)] : [await pickJob(services, vscode.l10n.t('Copy Link to Job'))];
  const named = jobIds.filter((id) => id !== undefined);
  await copy(await Promise.all(named.map((id) => linkOf(services, id))));
}

/** In a remote or web window only VS Code knows the address that leads back here. */
async function linkOf({ session }: Services, jobId: string): Promise<string> {
  const query = `profile=${encodeURIComponent(session.profile.name)}`;
  const path = `/job/${encodeURIComponent(jobId)}`;
  const uri = vscode.Uri.parse(`${vscode.env.uriScheme}://banner-jobs.banner-jobs${path}?${query}`, true);
  return (await vscode.env.asExternalUri(uri)).toString();
}
