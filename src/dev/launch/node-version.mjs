/** The oldest Node that the Temporal SDK takes. Keep in step with `engines` in package.json. */
var oldest = { major: 20, minor: 3 };

/**
 * Says in words what is wrong with a Node version, or nothing. In old syntax, since it runs on that Node.
 *
 * @param {string} version as in `process.versions.node`
 * @returns {string | undefined}
 */
export function nodeVersionProblem(version) {
  var parts = version.split('.');
  var major = Number(parts[0]);
  if (major > oldest.major || (major === oldest.major && Number(parts[1]) >= oldest.minor)) return undefined;
  var needed = oldest.major + '.' + oldest.minor + ' or later';
  return 'Drover needs Node ' + needed + '; this is ' + version + '. Get one from https://nodejs.org.';
}
