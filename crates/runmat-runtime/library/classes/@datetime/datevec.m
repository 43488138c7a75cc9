function varargout = datevec(t)
  % v = datevec(t), [y, mo, d, h, mi, s] = datevec(t): the fields.
  parts = cell(1, 6);
  [parts{:}] = __civil__(__to_zone__(t.data__, t.TimeZone));
  if nargout <= 1
    varargout = {cell2mat(cellfun(@(p) p(:), parts, 'UniformOutput', false))};
  else
    varargout = parts(1:nargout);
  end
end
