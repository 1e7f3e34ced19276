<?php

declare(strict_types=1);

namespace Siyu;

use FFI;

/**
 * libsiyu, loaded once per process.
 *
 * Where it lies is said in php.ini (or with `php -d`): `siyu.library`, the shared library, and `siyu.declarations`, the file
 * siyu.cdef.h. Unsaid, they are where `cargo cinstall` puts them. Where `ffi.preload` has loaded the library before all requests, neither is read.
 */
final class Library
{
    /** The interface that this code was written for: SIYU_ABI_VERSION of siyu.h. */
    public const ABI_VERSION = 1;

    /** The FFI_SCOPE under which `ffi.preload` keeps the library. */
    private const SCOPE = 'siyu';

    private static ?FFI $ffi = null;

    public static function ffi(): FFI
    {
        return self::$ffi ??= self::checked(self::preloaded() ?? FFI::cdef(self::declarations(), self::path()));
    }

    private static function path(): string
    {
        return get_cfg_var('siyu.library') ?: 'libsiyu.so.0.1';
    }

    private static function declarations(): string
    {
        $path = get_cfg_var('siyu.declarations') ?: '/usr/local/include/siyu.cdef.h';
        $declarations = file_get_contents($path);
        if ($declarations === false) {
            throw new \RuntimeException("cannot read `$path`: set siyu.declarations to the path of siyu.cdef.h");
        }
        return $declarations;
    }

    private static function preloaded(): ?FFI
    {
        try {
            return FFI::scope(self::SCOPE);
        } catch (FFI\Exception) {
            return null;
        }
    }

    private static function checked(FFI $ffi): FFI
    {
        $found = $ffi->siyu_abi_version();
        if ($found !== self::ABI_VERSION) {
            throw new \RuntimeException("libsiyu has interface $found, this code needs " . self::ABI_VERSION);
        }
        return $ffi;
    }
}
