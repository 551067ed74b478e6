import './viewer.css';
import { Page } from './page';
import { readWords } from './words';

// The page lives as long as its window; whoever would end it earlier aborts this.
new Page(readWords(document), new AbortController().signal);
