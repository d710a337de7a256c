/**
 * {@code bin/zaiko verify}: reads inputs and outputs again and recomputes what the outputs should
 * say. It shares no code with the job but the classes generated from the contract and the client
 * that asks the registry for the schemas records were written with.
 */
package io.zaiko.tools.verify;
