function [tf, place] = ismember(a, b, varargin)
  % [tf, place] = ismember(a, b): which rows of a are in b, and where.
  a.rows = cell(0, 1);
  b.rows = cell(0, 1);
  both = [a; b];
  codes = __row_codes__(both, 1:both.size__(2));
  n = a.size__(1);
  [tf, place] = ismember(codes(1:n, :), codes(n + 1:end, :), 'rows');
end
