/** Which hosts a command has asked for. */
export type EgressLog = {
  allow(host: string): void;
  refuse(host: string, why: string): void;
  allowed(): string[];
  /** A line for each host and reason, for the end of the command's output. */
  refusals(): string[];
};

/** So many are kept: a hostile command may ask for hosts without end. */
const most = 20;

export function egressLog(): EgressLog {
  const allowed = new Set<string>();
  const refused = new Set<string>();
  let more = 0;
  return {
    allow(host) {
      allowed.add(host);
    },
    refuse(host, why) {
      const line = `drover: refused ${host.replaceAll(/[^\x21-\x7e]/g, '?').slice(0, 260)}: ${why}`;
      if (refused.size < most || refused.has(line)) refused.add(line);
      else more += 1;
    },
    allowed: () => [...allowed].sort(),
    refusals: () => [...refused, ...(more > 0 ? [`drover: refused ${more} more requests`] : [])],
  };
}
