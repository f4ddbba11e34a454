/**
 * The programs that git runs at the other end of a transfer, for a repository on this machine. There, the other end runs as this
 * very user and reads that repository's configuration, which must not make it run anything: no hooks, no command for
 * listing alternates, no working tree updated by a push. The user who named the folder vouches for it whoever owns it
 * (bind mounts often belong to another user). Servers run their own; such a line would be refused there.
 */
const settings = [
  'safe.directory=*',
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.fsync=all',
  'core.alternateRefsCommand=true',
  'receive.denyCurrentBranch=refuse',
  'receive.autogc=false',
  // A commit that no branch holds can be asked for by its id.
  'uploadpack.allowAnySHA1InWant=true',
];

// git hands the line to a shell; it is constant, and git itself quotes the folder that it appends.
const git = `git ${settings.map((setting) => `-c '${setting}'`).join(' ')}`;

export const localUploadPack = `${git} upload-pack`;
export const localReceivePack = `${git} receive-pack`;
