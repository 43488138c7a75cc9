import type { RunMatError } from 'runmat';

/** A place in a file. */
export interface Place {
  file: string;
  line: number;
  column: number;
}

/** A part of a report; with a place, it is a link. */
export interface Part {
  text: string;
  place?: Place;
}

/** The places that an error speaks of, in the order of its report. */
export function placesOf(error: RunMatError, file: string): Place[] {
  const places = error.frames.map((frame) => ({ file: frame.file || file, line: frame.line, column: frame.column }));
  if (places.length === 0 && error.line !== undefined) {
    places.push({ file, line: error.line, column: error.column ?? 1 });
  }
  return places;
}

// "(line 3)", "at line 3 column 5", "near line 3", "Line: 3 Column: 5"
const LINE = /\bline:? (\d+)(?:,? column:? (\d+))?/gi;

/** Cuts a report where it names lines that are among the places. */
export function parts(report: string, places: Place[]): Part[] {
  const out: Part[] = [];
  const left = [...places];
  let end = 0;
  for (const match of report.matchAll(LINE)) {
    const place = take(left, Number(match[1]));
    if (!place) continue;
    out.push({ text: report.slice(end, match.index) }, { text: match[0], place });
    end = match.index + match[0].length;
  }
  out.push({ text: report.slice(end) });
  return out.filter((part) => part.text !== '');
}

/** The first place with a line; those before it are not in the report. */
function take(places: Place[], line: number): Place | undefined {
  const at = places.findIndex((place) => place.line === line);
  return at < 0 ? undefined : places.splice(0, at + 1).at(-1);
}
