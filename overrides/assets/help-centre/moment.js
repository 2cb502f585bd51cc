const MOMENT = /^#t=(?:npt:)?((?:\d+:){0,2}\d+(?:\.\d+)?)(?=[,&]|$)/;

/**
 * The second that *hash* names, in any of the ways of media fragments: `#t=83`, `#t=83.5`, `#t=1:23`, `#t=npt:0:01:23`,
 * or a stretch that begins there; undefined where it names none.
 */
export const secondIn = (hash) => hash.match(MOMENT)?.[1].split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
