from bot.sandbox.judging import Overrun, Send, count_replies, find_overruns


def test_replies_are_counted_by_the_message_that_they_answer_also_where_there_are_none() -> None:
    sends = [Send(1, 7, "a", 1), Send(2, 7, "b", 1), Send(3, 8, "c", 1), Send(4, 7, "hello")]
    asked = [(7, 1), (8, 1), (9, 1)]
    assert count_replies(sends, asked) == {(7, 1): 2, (8, 1): 1, (9, 1): 0}
    assert (9, 1) in count_replies(sends, asked)


def test_thirty_in_a_sliding_second_are_kept_and_the_next_is_one_too_many() -> None:
    sends = [Send(0.9 + n / 1000, n) for n in range(30)]
    assert find_overruns(sends) == []
    assert find_overruns([*sends, Send(1.5, 99)]) == [Overrun(1.5, None, 31)]
    assert find_overruns([*sends, Send(1.9, 99)]) == []


def test_a_chat_takes_one_a_second() -> None:
    assert find_overruns([Send(5.0, 7), Send(6.0, 7)]) == []
    assert find_overruns([Send(5.0, 7), Send(5.999, 7)]) == [Overrun(5.999, 7, 2)]


def test_a_group_takes_twenty_a_minute_and_a_private_chat_has_no_minute() -> None:
    sends = [Send(2.0 * n, -5) for n in range(21)]
    assert find_overruns(sends) == [Overrun(40.0, -5, 21)]
    assert find_overruns([Send(send.at, 5) for send in sends]) == []
