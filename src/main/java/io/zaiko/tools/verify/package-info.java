/**
 * {@code bin/zaiko verify}: reads inputs and outputs again and recomputes what the outputs should
 * say. It shares no code with the job but the classes generated from the contract.
 */
package io.zaiko.tools.verify;
