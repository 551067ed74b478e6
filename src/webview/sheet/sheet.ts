import './sheet.css';
import { readWords } from '../words';
import { SheetPage } from './sheetPage';

// The page lives as long as its window; whoever would end it earlier aborts this.
new SheetPage(readWords(document), new AbortController().signal);
