// What signs for NATS, as the test environment has loaded it beside Jest's sandbox.
module.exports = globalThis[Symbol.for('tweetnacl')];
