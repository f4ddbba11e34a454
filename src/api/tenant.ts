/** The only tenant that the API serves so far; it is part of every migration's workflow id. */
export const tenant = 'default';
