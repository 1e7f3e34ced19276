<?php

/** Tells the second story of examples/story, refunds in columns: `php refunds.php FOLDER`. */

declare(strict_types=1);

require __DIR__ . '/autoload.php';

use Siyu\Rulebook;
use Siyu\SiyuException;

const ROWS = 2000;
const PAID = 1999;
const ROLES = ['supplier' => 0, 'direct' => 1, 'sponsor' => 2, 'residual' => 6];

function fen(string $yuan): int
{
    return (int) str_replace('.', '', $yuan);
}

function yuan(int $fen): string
{
    return sprintf('%d.%02d', intdiv($fen, 100), $fen % 100);
}

/** What the call says of one refund: what each part gives back, and the number of the error that refuses it. */
function called(Rulebook $rulebook, stdClass $line, string $amount): array
{
    $input = ['line' => $line, 'refund' => ['amount' => $amount, 'reason' => 'returned']];
    try {
        $clawback = json_decode($rulebook->call('commission_clawback', json_encode($input, JSON_THROW_ON_ERROR)));
        return [array_map(fn (stdClass $part) => fen($part->amount), $clawback->outcome->parts), 0];
    } catch (SiyuException $refused) {
        echo "  $amount: $refused->slug\n";
        return [null, $refused->getCode()];
    }
}

if ($argc !== 2) {
    fwrite(STDERR, "usage: php refunds.php FOLDER\n");
    exit(2);
}
$rulebook = Rulebook::parse(file_get_contents("$argv[1]/rulebook.json"));
$split = json_decode($rulebook->call('commission_split', file_get_contents("$argv[1]/order.json")));
[$line] = $split->outcome->lines;

$cells = array_map(fn (stdClass $part) => fen($part->amount), $line->parts);
$told = $rulebook->clawbackColumns(
    partRole: array_map(fn (stdClass $part) => ROLES[$part->role], $line->parts),
    paidFen: array_fill(0, ROWS, PAID),
    partFen: array_merge(...array_fill(0, ROWS, $cells)),
    refundFen: range(1, ROWS),
);
$taken = array_chunk($told->takenFen, count($line->parts));
echo '退款 0.01 至 20.00,共 ', ROWS, " 笔,拒绝 $told->refused 笔:\n";
foreach ($line->parts as $number => $part) {
    echo "  $part->party: ", yuan(array_sum(array_column($taken, $number))), "\n";
}
for ($row = 0; $row < ROWS; $row++) {
    [$parts, $number] = called($rulebook, $line, yuan($row + 1));
    if ($number !== $told->code[$row] || ($parts !== null && $parts !== $taken[$row])) {
        throw new LogicException("the call says otherwise of row $row");
    }
}
echo "与逐笔调用一致\n";
