//! What the sample shop sells.

/// A product.
#[derive(Debug)]
pub struct Product {
    /// Its code.
    pub sku: &'static str,
    /// Its category.
    pub category: &'static str,
    /// Who supplies it.
    pub supplier: &'static str,
    /// The price of a unit, in fen.
    pub price_fen: u64,
    /// What the supplier asks for a unit, in fen.
    pub cost_fen: u64,
}

const fn product(
    sku: &'static str,
    category: &'static str,
    supplier: &'static str,
    (price_fen, cost_fen): (u64, u64),
) -> Product {
    Product { sku, category, supplier, price_fen, cost_fen }
}

/// Everything, the cheapest snack at the shop's floor of 9.90.
pub const PRODUCTS: &[Product] = &[
    product("SK-SERUM", "skincare", "lan-cao", (29_900, 16_400)),
    product("SK-CREAM", "skincare", "lan-cao", (25_900, 14_200)),
    product("SK-MASK-10", "skincare", "lan-cao", (12_900, 6_450)),
    product("SK-SUN", "skincare", "lan-cao", (16_800, 9_240)),
    product("SK-LIP", "skincare", "lan-cao", (8_900, 4_450)),
    product("FO-DUMPLING", "food", "shan-ye", (4_990, 3_992)),
    product("FO-RICE-5KG", "food", "shan-ye", (6_900, 5_520)),
    product("FO-HONEY", "food", "shan-ye", (5_900, 4_425)),
    product("FO-NUTS", "food", "shan-ye", (7_990, 5_993)),
    product("FO-TEA", "food", "wu-yi", (19_900, 11_940)),
    product("FO-PLUM", "food", "wu-yi", (990, 743)),
    product("HO-TOWEL-3", "home", "mian-fang", (9_900, 5_940)),
    product("HO-QUILT", "home", "mian-fang", (39_900, 25_935)),
    product("HO-PAN", "home", "tie-jiang", (21_900, 14_235)),
    product("HO-KNIFE", "home", "tie-jiang", (15_900, 9_540)),
    product("HO-CUP", "home", "tie-jiang", (6_990, 3_495)),
    product("BA-DIAPER-L", "baby", "xiao-yun", (13_900, 11_120)),
    product("BA-WIPES-6", "baby", "xiao-yun", (4_990, 3_493)),
    product("BA-BOOK-SET", "baby", "xiao-yun", (18_800, 11_280)),
    product("BA-BLOCKS", "baby", "xiao-yun", (23_900, 14_340)),
];
