function codes = __row_codes__(t, columns)
  % __row_codes__(t, columns): a row of numbers for each row; equal ones for equal rows.
  codes = zeros(t.size__(1), 0);
  for k = columns
    v = t.vars{k};
    for p = 1:max(1, size(v, 2))
      [~, ~, j] = unique(v(:, p));
      codes = [codes, reshape(double(j), [], 1)];
    end
  end
end
