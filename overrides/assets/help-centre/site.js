/** Where the site and its service are: pages lie at any depth, the site under any path, the service perhaps elsewhere. */
export const root = new URL("../../", import.meta.url);

const named = document.querySelector('meta[name="help-centre:service"]')?.content;
const service = new URL(named ? named.replace(/\/*$/, "/") : "./", root);

/** The address of one operation of the service, such as `search`. */
export const operation = (name) => new URL(`api/v1/${name}`, service);

/** A catalogue's address, relative to the site, as an absolute one. */
export const address = (relative) => new URL(relative, root).href;
