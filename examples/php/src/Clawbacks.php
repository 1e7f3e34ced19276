<?php

declare(strict_types=1);

namespace Siyu;

/** What many refunds take back, a row each. */
final class Clawbacks
{
    /**
     * @param list<int> $takenFen what each part gives back, row by row
     * @param list<int> $leftFen what is left of the line to refund
     * @param list<int> $code 0, or the number of the error that refuses the row
     * @param int $refused how many rows are refused
     */
    public function __construct(
        public readonly array $takenFen,
        public readonly array $leftFen,
        public readonly array $code,
        public readonly int $refused,
    ) {
    }
}
