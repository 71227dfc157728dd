"""Which connections are cut because their client takes too long, and which are not."""

from dataclasses import dataclass, field

from app.cli.serving.slow_clients import SlowClients


@dataclass
class Transport:
    unsent: int = 0
    is_cut: bool = False

    def get_write_buffer_size(self) -> int:
        return self.unsent

    def abort(self) -> None:
        self.is_cut = True


@dataclass
class Request:
    more_body: bool = False
    response_complete: bool = False


@dataclass(eq=False)
class Connection:
    """As the server has it: `cycle` is the request at hand."""

    cycle: Request | None = None
    transport: Transport = field(default_factory=Transport)


def is_cut_after(connection: Connection, seconds: float) -> bool:
    clients = SlowClients(header_seconds=20, body_seconds=180, stalled_seconds=60)
    clients.cut([connection], 1000.0)
    clients.cut([connection], 1000.0 + seconds)
    return connection.transport.is_cut


def test_who_sends_no_whole_head_is_cut() -> None:
    assert not is_cut_after(Connection(), 20)
    assert is_cut_after(Connection(), 21)
    assert is_cut_after(Connection(Request(response_complete=True)), 21)


def test_who_sends_a_body_has_longer() -> None:
    assert not is_cut_after(Connection(Request(more_body=True)), 180)
    assert is_cut_after(Connection(Request(more_body=True)), 181)


def test_nobody_is_cut_while_we_work_at_the_answer() -> None:
    assert not is_cut_after(Connection(Request()), 10_000)


def test_who_takes_in_nothing_of_a_response_is_cut_and_who_takes_in_some_is_not() -> None:
    clients = SlowClients(stalled_seconds=60)
    slow = Connection(Request(response_complete=True), Transport(unsent=3000))
    stalled = Connection(Request(), Transport(unsent=3000))
    for minute in range(3):
        slow.transport.unsent -= 100
        clients.cut([slow, stalled], minute * 61.0)
    assert (slow.transport.is_cut, stalled.transport.is_cut) == (False, True)


def test_the_next_request_of_a_connection_has_time_of_its_own() -> None:
    clients = SlowClients(header_seconds=20)
    connection = Connection()
    clients.cut([connection], 0.0)
    connection.cycle = Request(response_complete=True)
    assert clients.cut([connection], 15.0) == 0
    assert clients.cut([connection], 30.0) == 0
    assert clients.cut([connection], 36.0) == 1
