const { createEvents } = require('..');

describe('events', () => {
  let events;
  let listener;
  beforeEach(() => {
    events = createEvents();
    listener = jest.fn();
  });

  test('reach who listens', () => {
    events.on('added', listener);
    events.emit('added', 'milk');
    expect(listener).toHaveBeenCalledTimes(1);
    expect(listener).toHaveBeenCalledWith('milk');
  });

  test('do not reach who listens to others', () => {
    events.on('removed', listener);
    events.emit('added', 'milk');
    expect(listener).not.toHaveBeenCalled();
  });

  test('do not reach who has stopped', () => {
    const stop = events.on('added', listener);
    stop();
    events.emit('added', 'milk');
    expect(listener).not.toHaveBeenCalled();
  });
});
