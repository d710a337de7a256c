package io.zaiko.domain.reservation;

import io.zaiko.domain.alert.Alert;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a ballot did.
 *
 * @param next the answer after it
 * @param decision what is answered; null while shelves of the round are to be heard
 * @param withdrawal what shelves are to let go; null where there is none
 * @param alerts what people are told
 */
public record AnswerStep(
    Answer next,
    @Nullable Decision decision,
    @Nullable Withdrawal withdrawal,
    List<Alert> alerts) {}
