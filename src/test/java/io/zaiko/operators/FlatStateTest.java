package io.zaiko.operators;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.alert.AlertAction;
import io.zaiko.domain.count.CountSession;
import io.zaiko.domain.count.ItemCount;
import io.zaiko.domain.freshness.Freshness;
import io.zaiko.domain.freshness.SignOfLife;
import io.zaiko.domain.freshness.SourceNews;
import io.zaiko.domain.freshness.SourceWatch;
import io.zaiko.domain.freshness.WatchedPlace;
import io.zaiko.domain.group.Contribution;
import io.zaiko.domain.group.GroupSum;
import io.zaiko.domain.group.Member;
import io.zaiko.domain.identity.RememberedHash;
import io.zaiko.domain.identity.SequenceWindow;
import io.zaiko.domain.payment.AlertFile;
import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.payment.PaymentLife;
import io.zaiko.domain.payment.PaymentStatement;
import io.zaiko.domain.place.Place;
import io.zaiko.domain.place.PlaceHistory;
import io.zaiko.domain.reservation.Answer;
import io.zaiko.domain.reservation.Ballot;
import io.zaiko.domain.reservation.Belonging;
import io.zaiko.domain.reservation.Checkout;
import io.zaiko.domain.reservation.ForCheckout;
import io.zaiko.domain.reservation.Hold;
import io.zaiko.domain.reservation.Mention;
import io.zaiko.domain.settlement.CounterBook;
import io.zaiko.domain.settlement.CounterNews;
import io.zaiko.domain.settlement.FundingLink;
import io.zaiko.domain.settlement.HeldNews;
import io.zaiko.domain.settlement.Silence;
import io.zaiko.domain.settlement.ValueAccount;
import io.zaiko.domain.settlement.ValueNews;
import io.zaiko.domain.stock.CountedBooks;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.Movement;
import io.zaiko.domain.stock.OpenLine;
import io.zaiko.domain.stock.Order;
import io.zaiko.domain.stock.Shelf;
import io.zaiko.domain.stock.Transfer;
import io.zaiko.domain.stock.TransferItem;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What rests in state or crosses an operator does so without Kryo, so that it can evolve. */
class FlatStateTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        GoodsEvent.class,
        Alert.class,
        AlertAction.class,
        AlertFile.class,
        MoneyAlert.class,
        PaymentLife.class,
        PaymentStatement.class,
        CounterBook.class,
        HeldNews.class,
        Silence.class,
        CounterNews.class,
        Answer.class,
        Ballot.class,
        Hold.class,
        Movement.class,
        Order.class,
        Shelf.class,
        CountedBooks.class,
        CountSession.class,
        ItemCount.class,
        Contribution.class,
        OpenLine.class,
        Place.class,
        Member.class,
        GroupSum.class,
        Transfer.class,
        TransferItem.class,
        Mention.class,
        Belonging.class,
        ForCheckout.class,
        Checkout.class,
        Ballot.class,
        SequenceWindow.class,
        RememberedHash.class,
        SignOfLife.class,
        SourceNews.class,
        SourceWatch.class,
        WatchedPlace.class,
        Freshness.class,
        PlaceHistory.class,
        ToSweep.class,
        ValueAccount.class,
        ValueNews.class,
        FundingLink.class
      })
  void each_is_flat(Class<?> type) {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
  }
}
