function createEvents() {
  const listeners = new Map();
  return {
    on(name, listener) {
      listeners.set(name, [...(listeners.get(name) ?? []), listener]);
      return () => listeners.set(name, listeners.get(name).filter((other) => other !== listener));
    },
    emit(name, value) {
      for (const listener of listeners.get(name) ?? []) listener(value);
    },
  };
}

module.exports = { createEvents };
