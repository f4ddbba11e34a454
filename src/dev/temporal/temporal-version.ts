/**
 * The release of the Temporal command line tool that Drover is developed with (server 1.29.1). Later ones can't be built with
 * `go install`, since their go.mod has replace directives.
 */
export const temporalVersion = 'v1.5.1';
