import type * as vscode from 'vscode';
import type { Badge } from '../core/notice/totals';

/** Sets a view's badge, which repaints, so only when it says something else. */
export function showBadge(view: { badge?: vscode.ViewBadge | undefined }, badge: Badge | undefined): void {
  const { value, tooltip } = view.badge ?? {};
  if (value !== badge?.value || tooltip !== badge?.tooltip) view.badge = badge;
}
